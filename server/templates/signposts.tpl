{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>Signposts</h1>
<p class="quiet">Something good elsewhere, and why it is worth reading. The links lead straight there.</p>
{{#MEMBER}}<p><a class="button" href="{{PATH}}/signposts/new">Put up a signpost</a></p>{{/MEMBER}}
{{>SIGNPOST_ROWS}}
{{#NONE}}<p class="quiet">There is no signpost here yet.</p>{{/NONE}}
{{#OLDER}}<p><a rel="next" href="{{ADDRESS}}">Older signposts</a></p>{{/OLDER}}
