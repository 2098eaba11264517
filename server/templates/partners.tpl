{{%AUTOESCAPE context="HTML"}}<h1>Partners</h1>
<p class="lead">Institutions that this node exchanges with, and those that would like to.</p>
<ul class="cards">
{{#PARTNER}}<li class="card"><h2><a href="{{PATH}}">{{NAME}}</a></h2>
<p class="quiet">{{HOST}}</p>
<div class="row"><span class="badge">{{STATE}}</span>{{#CHANGED}}<span class="badge bad">card changed</span>{{/CHANGED}}{{#SILENT}}<span class="badge bad">does not answer</span>{{/SILENT}}<span class="quiet">{{WAITING}} {{#ONE}}message waits{{/ONE}}{{#MANY}}messages wait{{/MANY}}</span></div></li>{{/PARTNER}}
</ul>
{{#NONE}}<p class="empty">There are no partners. Nothing has left this node. Ask another institution below.</p>{{/NONE}}
<h2>Ask for a partnership</h2>
<form method="post" action="/operator/partners">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="host">Domain of the other institution</label>
{{#HOST_PROBLEM}}<p class="problem" id="host-problem">{{WORDS}}</p>{{/HOST_PROBLEM}}
<div class="row"><input id="host" name="host" value="{{HOST}}" placeholder="hillside.example" autocapitalize="none" spellcheck="false" aria-describedby="host-problem"{{#HOST_PROBLEM}} aria-invalid="true"{{/HOST_PROBLEM}}>
<button>Introduce us</button></div>
</form>
<p><a href="/operator/partner-lists">Partner lists of networks</a></p>
<p><a href="/operator/services">Services outside that review guides</a></p>
<p><a href="/about/partner-card">What they will read about us</a></p>
