{{%AUTOESCAPE context="HTML"}}{{#OF_COMMUNITY}}<p class="crumb"><a href="{{COMMUNITY_PATH}}">{{COMMUNITY}}</a></p>
{{>TABS}}
<h1>Projects</h1>
<p class="lead">What people here improve together: what each side brings, who looks after what, and who was involved when.</p>
{{#MAY_WRITE}}<p><a class="button" href="{{COMMUNITY_PATH}}/projects/write">Begin a project</a></p>{{/MAY_WRITE}}{{/OF_COMMUNITY}}
{{#OF_QUESTION}}<h1>Projects that came from a question</h1>
<p class="quiet"><a href="{{QUESTION_PATH}}">{{QUESTION_TITLE}}</a></p>{{/OF_QUESTION}}
<ul class="cards">
{{#PROJECT}}<li class="card"><h2><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{PROJECT_TITLE}}</a></h2>
<p class="quiet"><span class="badge">{{STAGE}}</span> by {{AUTHOR}} ({{HOST}})</p>
{{#FINDING}}<p><strong>{{FINDING_WORDS}}</strong></p>{{/FINDING}}</li>{{/PROJECT}}
</ul>
{{#NONE}}<p class="empty">There is no project here yet. Members can begin one when they want to improve something together.</p>{{/NONE}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older projects</a></p>{{/OLDER}}
{{#BEGIN}}<h2>Begin one</h2>
<p class="quiet">A project belongs to a community, which is its team.</p>
<ul>{{#TEAM}}<li><a href="{{ADDRESS}}">Begin a project in {{COMMUNITY}}</a></li>
{{/TEAM}}</ul>
<p><a href="/communities/new">Found a community for the team</a></p>{{/BEGIN}}
