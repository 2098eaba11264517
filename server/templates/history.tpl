{{%AUTOESCAPE context="HTML"}}<h1>History of this {{KIND}}</h1>
<p class="quiet">By {{AUTHOR}}. <a href="{{PATH}}">Go back to the {{KIND}}</a></p>
{{#VERSIONS}}<p class="quiet">Versions, the newest first: {{#VERSION}}{{#OTHER}}<a href="{{PATH}}/history?version={{NUMBER}}">{{NUMBER}}</a>{{/OTHER}}{{#THIS}}<strong aria-current="page">{{NUMBER}}</strong>{{/THIS}} {{/VERSION}}</p>{{/VERSIONS}}
<section>
<h2>{{#CHANGED}}Changed{{/CHANGED}}{{#FIRST}}First version{{/FIRST}}{{#GONE}}The words of this version are not kept{{/GONE}}{{#TIMED}}, <time datetime="{{DATETIME}}">{{TIME}}</time>{{/TIMED}}</h2>
{{#SAME_WORDS}}<p class="quiet">The words stayed as they were.</p>{{/SAME_WORDS}}
{{#PART}}<div class="difference" lang="{{LANG}}" dir="auto">
{{#LINE}}<p>{{#SAME}}{{TEXT}}{{/SAME}}{{#ADDED}}<ins><span class="aside">Added: </span>{{TEXT}}</ins>{{/ADDED}}{{#REMOVED}}<del><span class="aside">Removed: </span>{{TEXT}}</del>{{/REMOVED}}</p>
{{/LINE}}</div>{{/PART}}
{{#MORE}}<p class="quiet">The rest is left out here: it is too long.</p>{{/MORE}}
</section>
