{{%AUTOESCAPE context="HTML"}}<h1>Directory</h1>
<p class="lead">Institutions, networks and communities that chose to be found, in their own words.</p>
<form method="get" action="/directory" role="search">
<label for="q">Words of a name, a subject or an address</label>
<div class="row"><input id="q" name="q" type="search" value="{{QUERY}}" maxlength="200">
<button>Search</button></div>
<div class="row line">
<div><label for="kind">Kind</label>
<select id="kind" name="kind"><option value="">Everything</option>
{{#KIND}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/KIND}}</select></div>
<div><label for="phase">Phase</label>
<select id="phase" name="phase"><option value="">All phases</option>
{{#PHASE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/PHASE}}</select></div>
<div><label for="subject">Subject</label>
<input id="subject" name="subject" value="{{SUBJECT}}" maxlength="100"></div>
<div><label for="language">Language</label>
<input id="language" name="language" value="{{LANGUAGE}}" maxlength="35" placeholder="en" autocapitalize="none" spellcheck="false"></div>
<div><label for="region">Region</label>
<input id="region" name="region" value="{{REGION}}" maxlength="100"></div>
</div>
</form>
{{#OF_HOST}}<p>Listed by {{HOST}}. <a href="/directory">Show everything</a></p>{{/OF_HOST}}
<ol class="cards">
{{#LISTING}}<li class="card"><h2 class="found"><a href="{{PATH}}">{{NAME}}</a></h2>
<p class="quiet"><span class="badge">{{KIND_WORDS}}</span> {{ADDRESS}}{{#IN}} · {{REGION}}{{/IN}}</p>
<p>{{SAYS}}</p>
{{#ABOUT}}<p class="quiet">{{SUBJECTS}}</p>{{/ABOUT}}</li>{{/LISTING}}
</ol>
{{#NONE}}<p class="empty" role="status">Nothing here fits. The directory grows with what partners tell us; fewer words find more.</p>{{/NONE}}
{{#NONE_SO_FAR}}<p class="empty" role="status">Nothing fits among those that were looked at. Go on to the next ones.</p>{{/NONE_SO_FAR}}
{{#MORE}}<p class="pager"><a rel="next" href="{{ADDRESS}}">More listings</a></p>{{/MORE}}
