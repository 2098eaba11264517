{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{NAME}}</a></p>
<h1>When a guide is reviewed</h1>
<p class="lead">A version of a guide in this community is called reviewed when so many recommend it, and more than do not. Every school computes it from the reviews by itself, by this rule. It holds for all guides here, also for those that were reviewed before.</p>
{{#SAVED}}<p class="notice" role="status">The rule is saved.</p>{{/SAVED}}
<form method="post" action="{{PATH}}/gate">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="peers">Peer reviews</label>
<p class="hint" id="peers-hint">By people who would use the guide: 0 to 20.</p>
{{#PEERS_PROBLEM}}<p class="problem" id="peers-problem">{{WORDS}}</p>{{/PEERS_PROBLEM}}
<input id="peers" name="peers" value="{{PEERS}}" inputmode="numeric" aria-describedby="peers-hint peers-problem"{{#PEERS_PROBLEM}} aria-invalid="true"{{/PEERS_PROBLEM}}>
<label for="experts">Expert reviews</label>
<p class="hint" id="experts-hint">By people who know its research: 0 to 20.</p>
{{#EXPERTS_PROBLEM}}<p class="problem" id="experts-problem">{{WORDS}}</p>{{/EXPERTS_PROBLEM}}
<input id="experts" name="experts" value="{{EXPERTS}}" inputmode="numeric" aria-describedby="experts-hint experts-problem"{{#EXPERTS_PROBLEM}} aria-invalid="true"{{/EXPERTS_PROBLEM}}>
<label for="institutions">From how many institutions</label>
<p class="hint" id="institutions-hint">The authors’ own do not count.</p>
{{#INSTITUTIONS_PROBLEM}}<p class="problem" id="institutions-problem">{{WORDS}}</p>{{/INSTITUTIONS_PROBLEM}}
<input id="institutions" name="institutions" value="{{INSTITUTIONS}}" inputmode="numeric" aria-describedby="institutions-hint institutions-problem"{{#INSTITUTIONS_PROBLEM}} aria-invalid="true"{{/INSTITUTIONS_PROBLEM}}>
<button>Save the rule</button>
</form>
