{{%AUTOESCAPE context="HTML"}}<h1>Search</h1>
<form method="get" action="/search" role="search">
<label for="q">Words to look for</label>
<div class="row"><input id="q" name="q" type="search" value="{{QUERY}}" maxlength="300">
<button>Search</button></div>
<div class="row">
<div><label for="kind">Kind</label>
<select id="kind" name="kind"><option value="">Everything</option>
{{#KIND}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/KIND}}</select></div>
<div><label for="community">Community</label>
<select id="community" name="community"><option value="">All communities</option>
{{#COMMUNITY}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/COMMUNITY}}</select></div>
<label class="tick"><input type="checkbox" name="accepted" value="1"{{#ACCEPTED}} checked{{/ACCEPTED}}> Has an accepted answer</label>
</div>
</form>
{{#CLOSED}}<p class="problem" role="alert">Searching is not possible right now. Your operator can find out why in the log.</p>{{/CLOSED}}
{{#TOO_MANY}}<p class="problem" role="alert">Those were many searches in a short time. Wait a minute, then try again.</p>{{/TOO_MANY}}
{{#RESULT}}<p role="status">{{#ALL}}{{COUNT}} results{{/ALL}}{{#ONE}}One result{{/ONE}}{{#PART}}{{COUNT}} results on this page{{/PART}}</p>{{/RESULT}}
<ol class="cards">
{{#POST}}<li class="card"><h2 class="found"><a href="{{PATH}}">{{TITLE}}</a></h2>
<p>{{EXTRACT}}</p>
<p class="quiet">{{#IS_ACCEPTED}}<span class="badge good">accepted answer</span> {{/IS_ACCEPTED}}{{>BYLINE}}{{#IN}} · {{NAME}}{{/IN}}</p></li>{{/POST}}
</ol>
{{#MORE}}<p><a rel="next" href="{{ADDRESS}}">More results</a></p>{{/MORE}}
