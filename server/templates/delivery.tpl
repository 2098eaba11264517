{{%AUTOESCAPE context="HTML"}}<details class="quiet"><summary>{{#ALL}}Arrived at every institution that it was for{{/ALL}}{{#SOME}}Arrived at {{HERE}} of {{OF}} institutions{{/SOME}}</summary>
<ol class="steps">
<li class="done">Sent</li>
<li class="done"{{#SOME}} aria-current="step"{{/SOME}}>On the way</li>
<li{{#ALL}} class="done" aria-current="step"{{/ALL}}>Arrived</li>
</ol>
<ul>{{#PLACE}}<li>{{HOST}}: {{#ARRIVED}}arrived{{/ARRIVED}}{{#WAITS}}on the way{{/WAITS}}{{#TRIED}}not reached yet; tried again {{TIME}}{{/TRIED}}{{#REFUSED}}not taken by their server. The people who run this server can see why.{{/REFUSED}}</li>{{/PLACE}}</ul></details>
