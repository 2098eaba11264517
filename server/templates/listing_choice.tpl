{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>In the directory</h1>
<p>The directory is passed on from partner to partner, also to institutions that we never met. Everyone can read it.</p>
{{#CLOSED}}<p class="notice">Your operator has not opened the directory for this node. What you choose here counts from when they do.</p>{{/CLOSED}}
{{#SAVED}}<p class="notice" role="status">It is kept. Partners hear of it in the next minutes.</p>{{/SAVED}}
<form method="post" action="{{PATH}}/listing">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label class="check"><input type="checkbox" name="listed" value="1"{{#LISTED}} checked{{/LISTED}}> Others may find {{COMMUNITY}} in the directory</label>
<label for="kind">What it is</label>
<select id="kind" name="kind"><option value="community"{{#IS_COMMUNITY}} selected{{/IS_COMMUNITY}}>A community</option>
<option value="network"{{#IS_NETWORK}} selected{{/IS_NETWORK}}>A network of institutions or communities</option></select>
<label for="summary">What it is about, in a sentence or two</label>
{{#SUMMARY_PROBLEM}}<p class="problem" id="summary-problem">{{WORDS}}</p>{{/SUMMARY_PROBLEM}}
<input id="summary" name="summary" value="{{SAYS}}" aria-describedby="summary-problem"{{#SUMMARY_PROBLEM}} aria-invalid="true"{{/SUMMARY_PROBLEM}}>
<label for="subjects">Subjects, with commas between them</label>
{{#SUBJECTS_PROBLEM}}<p class="problem" id="subjects-problem">{{WORDS}}</p>{{/SUBJECTS_PROBLEM}}
<input id="subjects" name="subjects" value="{{SUBJECTS}}" aria-describedby="subjects-problem"{{#SUBJECTS_PROBLEM}} aria-invalid="true"{{/SUBJECTS_PROBLEM}}>
<fieldset><legend>Phases</legend>
{{#PHASE}}<label class="check"><input type="checkbox" name="{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/PHASE}}
</fieldset>
<label for="languages">Languages, as codes with commas between them</label>
{{#LANGUAGES_PROBLEM}}<p class="problem" id="languages-problem">{{WORDS}}</p>{{/LANGUAGES_PROBLEM}}
<input id="languages" name="languages" value="{{LANGUAGES}}" aria-describedby="languages-problem" autocapitalize="none" spellcheck="false"{{#LANGUAGES_PROBLEM}} aria-invalid="true"{{/LANGUAGES_PROBLEM}}>
<label for="region">Region</label>
{{#REGION_PROBLEM}}<p class="problem" id="region-problem">{{WORDS}}</p>{{/REGION_PROBLEM}}
<input id="region" name="region" value="{{REGION}}" aria-describedby="region-problem"{{#REGION_PROBLEM}} aria-invalid="true"{{/REGION_PROBLEM}}>
<label for="audience">Whom it is for</label>
{{#AUDIENCE_PROBLEM}}<p class="problem" id="audience-problem">{{WORDS}}</p>{{/AUDIENCE_PROBLEM}}
<input id="audience" name="audience" value="{{AUDIENCE}}" aria-describedby="audience-problem"{{#AUDIENCE_PROBLEM}} aria-invalid="true"{{/AUDIENCE_PROBLEM}}>
<fieldset><legend>What is welcome</legend>
{{#ACCEPT}}<label class="check"><input type="checkbox" name="{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/ACCEPT}}
</fieldset>
<button>Keep it</button>
</form>
