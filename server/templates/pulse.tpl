{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>Pulse</h1>
<p class="quiet">The last twelve weeks, as far as you may read what was written.</p>
<dl class="facts">
<dt>Questions asked</dt><dd>{{ASKED}}</dd>
<dt>Still without an answer</dt><dd>{{UNANSWERED}}</dd>
{{#FIRST_ANSWER}}<dt>Half of the others were answered within</dt><dd>{{HOW_LONG}}</dd>{{/FIRST_ANSWER}}
</dl>
<h2>Week by week</h2>
{{>LIVELINESS}}
<h2>Time to the first answer</h2>
{{>PATIENCE}}
{{#INCOMPLETE}}<p class="quiet">This community is so large that only its newest questions are counted.</p>{{/INCOMPLETE}}
