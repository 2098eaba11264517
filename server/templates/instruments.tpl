{{%AUTOESCAPE context="HTML"}}<h1>Tools for measuring</h1>
<p class="lead">What schools measure with before and after they use a guide (instruments). Every version stays, so that figures can be compared for ever.</p>
<ul class="cards">
{{#TOOL}}<li class="card"><h2><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TOOL_TITLE}}</a></h2>
<p class="quiet">Version {{REVISION}}, in {{LANGUAGES}}, by {{AUTHOR}} ({{HOST}})</p></li>{{/TOOL}}
</ul>
{{#NONE}}<p class="empty">There is no tool here yet. Members add them in their communities.</p>{{/NONE}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older tools</a></p>{{/OLDER}}
{{#PLACE}}<p><a href="{{PATH}}/tools/write">Add a tool in {{COMMUNITY}}</a></p>{{/PLACE}}
