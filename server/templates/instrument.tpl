{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/tools">Tools for measuring</a></p>
<article>
<h1 lang="{{LANG}}" dir="auto">{{TOOL_TITLE}}</h1>
<div class="row"><p class="badge">Tool for measuring</p><p class="badge">Version {{REVISION}}</p></div>
<p class="quiet">By {{>BYLINE}}</p>
{{#OLD_VERSION}}<p class="notice">This is an older version. <a href="{{PATH}}">Read the newest one</a>. What was measured with this one is followed up with this one.</p>{{/OLD_VERSION}}
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
{{#PURPOSE}}<h2>What it measures</h2>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/PURPOSE}}
{{#USAGE}}<h2>How to use it</h2>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/USAGE}}
{{#SCORING}}<h2>How to score it</h2>
<div class="words" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>{{/SCORING}}
<p>{{DIRECTION}}.</p>
</article>
<h2>About this tool</h2>
<dl class="facts">
<dt>Languages</dt><dd>{{LANGUAGES}}</dd>
<dt>Licence</dt><dd>{{LICENCE}}</dd>
{{#SOURCE}}<dt>Source</dt><dd>{{WORDS}}</dd>{{/SOURCE}}
<dt>Cite this version</dt><dd><a href="{{VERSION_PATH}}"><code>{{VERSION}}</code></a></dd>
</dl>
<h2>Versions</h2>
<ul>{{#KNOWN_VERSION}}<li><a href="{{ADDRESS}}">Version {{NUMBER}}</a>, <time datetime="{{DATETIME}}">{{TIME}}</time></li>
{{/KNOWN_VERSION}}</ul>
{{#OWN}}<div class="row"><a class="button" href="{{PATH}}/change-tool">Make a new version</a> <a href="{{PATH}}/delete">Delete it</a></div>{{/OWN}}
