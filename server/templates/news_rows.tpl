{{%AUTOESCAPE context="HTML"}}<ol class="cards">
{{#THING}}<li class="card"><h3><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a></h3>
<p class="quiet"><span class="badge">{{KIND}}</span> {{>BYLINE}}</p>
{{#FROM}}<p class="quiet">Because you follow <a href="{{SOURCE_PATH}}">{{SOURCE}}</a> ({{SOURCE_HOST}})</p>{{/FROM}}</li>{{/THING}}
</ol>
{{#NOTHING}}<p class="empty">Nothing has come yet. What comes by the subjects and collections that you follow stands here.</p>{{/NOTHING}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older ones</a></p>{{/OLDER}}
