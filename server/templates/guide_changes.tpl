{{%AUTOESCAPE context="HTML"}}{{#CHANGED_PART}}<section>
<h3>{{HEADING}}</h3>
{{#PART}}<div class="difference" lang="{{LANG}}" dir="auto">
{{#LINE}}<p>{{#SAME}}{{TEXT}}{{/SAME}}{{#ADDED}}<ins><span class="aside">Added: </span>{{TEXT}}</ins>{{/ADDED}}{{#REMOVED}}<del><span class="aside">Removed: </span>{{TEXT}}</del>{{/REMOVED}}</p>
{{/LINE}}</div>{{/PART}}
</section>{{/CHANGED_PART}}
{{#SAME_WORDS}}<p class="quiet">The words are the same.</p>{{/SAME_WORDS}}
