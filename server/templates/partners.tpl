{{%AUTOESCAPE context="HTML"}}<h1>Partners</h1>
<p class="lead">Institutions that this node exchanges with, and those that would like to.</p>
{{#EXCHANGING}}<form method="post" action="/operator/exchange" class="row"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="pause"><button class="second">Pause all exchange</button> <span class="quiet">Nothing goes out or comes in until you resume. Everything is kept and sent then.</span></form>{{/EXCHANGING}}
{{#RESTING}}<p class="notice">All exchange is paused. What members write for partners waits, and partners keep what is for us.</p>
<form method="post" action="/operator/exchange"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="resume"><button>Resume the exchange</button></form>{{/RESTING}}
<ul class="cards">
{{#PARTNER}}<li class="card"><h2><a href="{{PATH}}">{{NAME}}</a></h2>
<p class="quiet">{{HOST}}</p>
<div class="row"><span class="badge">{{STATE}}</span>{{#CHANGED}}<span class="badge bad">card changed</span>{{/CHANGED}}{{#SILENT}}<span class="badge bad">does not answer</span>{{/SILENT}}<span class="quiet">{{WAITING}}</span></div></li>{{/PARTNER}}
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
<h2>Holidays</h2>
<form method="post" action="/operator/holiday"><input type="hidden" name="form_key" value="{{FORM_KEY}}">
<p class="hint">Partners and their members read when you are away, so that nobody wonders why nothing is answered. Nothing is lost meanwhile.</p>
{{#HOLIDAY_PROBLEM}}<p class="problem" id="holiday-problem">{{WORDS}}</p>{{/HOLIDAY_PROBLEM}}
<label for="from">First day</label><input id="from" name="from" type="date" value="{{FROM}}" aria-describedby="holiday-problem">
<label for="to">Last day</label><input id="to" name="to" type="date" value="{{TO}}" aria-describedby="holiday-problem"{{#HOLIDAY_PROBLEM}} aria-invalid="true"{{/HOLIDAY_PROBLEM}}>
<label for="text">A sentence for members there</label><input id="text" name="text" value="{{TEXT}}" maxlength="500">
<p class="hint">Leave all of it empty to announce none.</p>
<button>Announce it</button></form>
<p><a href="/about/what-leaves">What leaves this node</a></p>
<p><a href="/operator/partner-lists">Partner lists of networks</a></p>
<p><a href="/operator/services">Services outside that review guides</a></p>
<p><a href="/about/partner-card">What they will read about us</a></p>
