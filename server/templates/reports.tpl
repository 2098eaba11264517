{{%AUTOESCAPE context="HTML"}}<h1>Reports</h1>
<p class="quiet">What members, programs and other institutions asked you to look at. You do not see reports about yourself, nor your own.</p>
<p><a href="/moderation/watch-lists">Watch lists</a></p>
<nav class="tabs" aria-label="Which reports"><ul>{{#TAB}}<li><a href="/moderation?show={{NAME}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{WORDS}}</a></li>{{/TAB}}</ul></nav>
{{#NONE}}<p class="quiet">There are none here.</p>{{/NONE}}
<ul class="cards">
{{#REPORT}}<li class="card"><h2><a href="/moderation/{{NUMBER}}">Report {{NUMBER}}</a></h2>
<p>{{REASON}}</p>
<div class="row">{{#ABOUT}}<span class="quiet">about {{NAME}}</span> {{/ABOUT}}{{#ASSIGNED}}<span class="badge">{{NAME}} looks into it</span>{{/ASSIGNED}}{{#APPEAL}}<span class="badge">Appeal</span>{{/APPEAL}}</div>
<p class="quiet"><time datetime="{{DATETIME}}">{{AT}}</time></p></li>{{/REPORT}}
</ul>
