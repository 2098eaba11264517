{{%AUTOESCAPE context="HTML"}}<ol class="cards">
{{#THING}}<li class="card"><h3><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a></h3>
<p class="quiet"><span class="badge">{{KIND}}</span> {{>BYLINE}}</p>
{{#FROM}}<p class="quiet">Because you follow <a href="{{SOURCE_PATH}}">{{SOURCE}}</a> ({{SOURCE_HOST}})</p>{{/FROM}}</li>{{/THING}}
</ol>
{{#NOTHING}}<p class="quiet">Nothing has come yet.</p>{{/NOTHING}}
{{#OLDER}}<p><a rel="next" href="{{ADDRESS}}">Older ones</a></p>{{/OLDER}}
