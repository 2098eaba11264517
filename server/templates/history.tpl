{{%AUTOESCAPE context="HTML"}}<h1>History of this {{KIND}}</h1>
<p class="quiet">By {{AUTHOR}}. The newest version stands first. <a href="{{PATH}}">Go back to the {{KIND}}</a></p>
{{#VERSION}}<section>
<h2>{{#CHANGED}}Changed{{/CHANGED}}{{#FIRST}}First version{{/FIRST}}, <time datetime="{{DATETIME}}">{{TIME}}</time></h2>
{{#SAME_WORDS}}<p class="quiet">The words stayed as they were.</p>{{/SAME_WORDS}}
{{#PART}}<div class="difference" lang="{{LANG}}">
{{#LINE}}<p>{{#SAME}}{{TEXT}}{{/SAME}}{{#ADDED}}<ins><span class="aside">Added: </span>{{TEXT}}</ins>{{/ADDED}}{{#REMOVED}}<del><span class="aside">Removed: </span>{{TEXT}}</del>{{/REMOVED}}</p>
{{/LINE}}</div>{{/PART}}
</section>{{/VERSION}}
