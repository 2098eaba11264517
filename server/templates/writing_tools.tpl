{{%AUTOESCAPE context="HTML"}}{{#KEEPS_DRAFTS}}<input type="hidden" name="draft" value="{{DRAFT}}">
<input type="hidden" name="place" value="{{PLACE}}">{{/KEEPS_DRAFTS}}
<input type="hidden" name="writing" value="1">
{{#CAME_BACK}}<p class="notice" id="came-back" role="status">{{#JUST_SAVED}}The draft is saved. {{/JUST_SAVED}}This draft is of <time datetime="{{DATETIME}}">{{TIME}}</time>; nobody else sees it. <a href="?draft=none">Begin anew instead</a></p>{{/CAME_BACK}}
{{>SCRIPT_WORDS}}
