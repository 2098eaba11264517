{{%AUTOESCAPE context="HTML"}}<h1>What is new</h1>
{{#SOME}}<form method="post" action="/notifications/read">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="newest" value="{{NEWEST}}">
<button class="second">Mark all as read</button>
</form>{{/SOME}}
<ol class="cards news">
{{#LINE}}<li class="card"><p>{{NAME}}{{#FROM}} ({{HOST}}){{/FROM}} {{WORDS}} {{#THING}}<a href="{{PATH}}">{{TITLE}}</a>{{/THING}}{{#SOMEBODY}}{{TITLE}}{{/SOMEBODY}}</p>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time></p></li>{{/LINE}}
</ol>
{{#NONE}}<p class="empty">Nothing yet. Here you will read when somebody answers you, mentions you or follows you.</p>{{/NONE}}
{{#OLDER}}<p class="pager"><a rel="next" href="?before={{BEFORE}}">Older news</a></p>{{/OLDER}}
