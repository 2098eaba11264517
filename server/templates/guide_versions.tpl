{{%AUTOESCAPE context="HTML"}}<h1>Versions</h1>
<p class="lead"><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>. The newest stands first. The name of a version follows from its words: it is the same at every school.</p>
<ol class="cards">
{{#VERSION}}<li class="card"><h2><a href="{{VERSION_PATH}}">Version {{REVISION}}</a>{{#NEWEST}} <span class="badge good">newest</span>{{/NEWEST}}</h2>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time>{{#WITH_PREVIOUS}} · <a href="{{ADDRESS}}">what changed</a>{{/WITH_PREVIOUS}}</p>
<p class="quiet"><code>{{VERSION_NAME}}</code></p></li>
{{/VERSION}}</ol>
{{#MORE_VERSIONS}}<p class="quiet">There are older versions. Each leads to the one before it.</p>{{/MORE_VERSIONS}}
{{#COMPARE}}<h2>Compare two versions</h2>
<form method="get" action="{{PATH}}/differences">
<div class="row line"><div><label for="from">Before</label>
<select id="from" name="from">{{#FROM}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/FROM}}</select></div>
<div><label for="to">After</label>
<select id="to" name="to">{{#TO}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TO}}</select></div></div>
<button class="second">Show the difference</button>
</form>{{/COMPARE}}
