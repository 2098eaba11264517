{{%AUTOESCAPE context="HTML"}}<input type="hidden" name="draft" value="{{DRAFT}}">
<input type="hidden" name="place" value="{{PLACE}}">
{{#CAME_BACK}}<p class="notice" id="came-back" role="status">{{#JUST_SAVED}}The draft is saved. {{/JUST_SAVED}}This draft is of <time datetime="{{DATETIME}}">{{TIME}}</time>; nobody else sees it. <a href="?draft=none">Begin anew instead</a></p>{{/CAME_BACK}}
{{>PREVIEW}}
<label for="words">{{LABEL}}</label>
<p class="hint" id="words-hint">{{HINT}} You can use Markdown: *emphasis*, lists, links.</p>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="{{ROWS}}" dir="auto" aria-describedby="words-hint words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{TYPED:p}}</textarea>
{{>PICTURES}}
{{>SCRIPT_WORDS}}
