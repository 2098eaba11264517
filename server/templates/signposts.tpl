{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
{{>TABS}}
<h1>Signposts</h1>
<p class="lead">Something good elsewhere, and why it is worth reading. The links lead straight there.</p>
{{#MEMBER}}<p><a class="button" href="{{PATH}}/signposts/new">Put up a signpost</a></p>{{/MEMBER}}
<h2>Newest first</h2>
{{>SIGNPOST_ROWS}}
{{#NONE}}<p class="empty">There is no signpost here yet. Members can put one up: a link, and why it is worth reading.</p>{{/NONE}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older signposts</a></p>{{/OLDER}}
