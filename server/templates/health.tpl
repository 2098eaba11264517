{{%AUTOESCAPE context="HTML"}}<h1>Health of this node</h1>
<p class="quiet">What this node looks at in itself, at {{TIME}}. In a terminal: <code>collegium health</code>.</p>
<ul class="cards">
{{#CHECK}}<li class="card"><h2>{{NAME}}</h2>
<p><span class="badge{{#GOOD}} good{{/GOOD}}{{#BAD}} bad{{/BAD}}">{{STATE}}</span> {{WORDS}}</p>
{{#REMEDY}}<p><strong>What to do:</strong> {{REMEDY_WORDS}}</p>{{/REMEDY}}</li>{{/CHECK}}
</ul>
<h2>Where the disk goes</h2>
{{#DISK}}{{>DISK_PLOT}}
{{#INCOMPLETE}}<p class="quiet">There are more files than are counted here: pictures take more than this says.</p>{{/INCOMPLETE}}{{/DISK}}
{{#NO_DISK}}<p class="quiet">The data folder cannot be read.</p>{{/NO_DISK}}
<p><a href="/operator/partners">Partners</a> <a href="/operator/audit">Audit log</a> <a href="/about/what-leaves">What leaves this node</a></p>
