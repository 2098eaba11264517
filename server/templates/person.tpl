{{%AUTOESCAPE context="HTML"}}<h1>{{NAME}}</h1>
<p class="quiet">{{ADDRESS}}</p>
<div class="words">{{SUMMARY:x-sanitised}}</div>
{{#SHOWN}}<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>{{/SHOWN}}
{{#KEPT}}<h2>For members</h2>
<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>{{/KEPT}}
