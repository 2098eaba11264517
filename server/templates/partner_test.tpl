{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{NAME}}</a></p>
<h1>Test of {{NAME}}</h1>
{{#BY_COMMAND}}<p class="notice">The test cannot be run from a page here. Run it in a terminal: <code>collegium partner test {{HOST}}</code></p>{{/BY_COMMAND}}
<ol class="cards">
{{#CHECK}}<li class="card"><h2>{{NAME}}</h2>
<p>{{#PASSED}}<span class="badge good">works</span>{{/PASSED}}{{#FAILED}}<span class="badge bad">does not work</span>{{/FAILED}}{{#SKIPPED}}<span class="badge">left out</span>{{/SKIPPED}} {{WORDS}}</p>
{{#REMEDY}}<p><strong>What to do:</strong> {{REMEDY_WORDS}}</p>{{/REMEDY}}</li>{{/CHECK}}
</ol>
<form method="post" action="{{PATH}}/test"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Test again</button></form>
