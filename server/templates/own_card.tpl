{{%AUTOESCAPE context="HTML"}}<h1>Partner card</h1>
<p class="lead">What this institution tells those who may become its partners.</p>
{{#AWAY}}<p class="notice">Away from {{FROM}} until {{TO}}. {{WORDS}}</p>{{/AWAY}}
<dl class="facts">
{{#LINE}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/LINE}}
</dl>
