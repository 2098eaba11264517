{{%AUTOESCAPE context="HTML"}}{{#HEADER}}<p><img src="/media/{{FILE}}" alt=""></p>{{/HEADER}}
{{#AVATAR}}<p><img src="/media/{{FILE}}" alt="Picture of {{NAME}}" width="120"></p>{{/AVATAR}}
<h1>{{NAME}}</h1>
<p class="quiet person">{{ADDRESS}}</p>
<div class="words" dir="auto">{{SUMMARY:x-sanitised}}</div>
{{#SHOWN}}<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>{{/SHOWN}}
{{#KEPT}}<h2>For members</h2>
<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>{{/KEPT}}
