{{%AUTOESCAPE context="HTML"}}{{#CRITERION}}<fieldset><legend>{{QUESTION}}</legend>
{{#VALUE_PROBLEM}}<p class="problem" id="{{NAME}}-value-problem">{{WORDS}}</p>{{/VALUE_PROBLEM}}
<label for="{{NAME}}-value">From 1 to 5</label>
<select id="{{NAME}}-value" name="ratings.{{NAME}}.value" aria-describedby="{{NAME}}-value-problem"{{#VALUE_PROBLEM}} aria-invalid="true"{{/VALUE_PROBLEM}}><option value="">Choose</option>{{#DEGREE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/DEGREE}}</select>
<label for="{{NAME}}-rationale">Why</label>
{{#RATIONALE_PROBLEM}}<p class="problem" id="{{NAME}}-rationale-problem">{{WORDS}}</p>{{/RATIONALE_PROBLEM}}
<textarea id="{{NAME}}-rationale" name="ratings.{{NAME}}.rationale" rows="4" aria-describedby="{{NAME}}-rationale-problem"{{#RATIONALE_PROBLEM}} aria-invalid="true"{{/RATIONALE_PROBLEM}}>
{{TYPED_RATIONALE:p}}</textarea>
</fieldset>
{{/CRITERION}}<label for="overall">What you think of the whole</label>
<p class="hint" id="overall-hint">What is good about it, what should change, and how.</p>
{{#OVERALL_PROBLEM}}<p class="problem" id="overall-problem">{{WORDS}}</p>{{/OVERALL_PROBLEM}}
<textarea id="overall" name="overall" rows="8" aria-describedby="overall-hint overall-problem"{{#OVERALL_PROBLEM}} aria-invalid="true"{{/OVERALL_PROBLEM}}>
{{TYPED_OVERALL:p}}</textarea>
<label for="verdict">What should become of it</label>
{{#VERDICT_PROBLEM}}<p class="problem" id="verdict-problem">{{WORDS}}</p>{{/VERDICT_PROBLEM}}
<select id="verdict" name="verdict" aria-describedby="verdict-problem"{{#VERDICT_PROBLEM}} aria-invalid="true"{{/VERDICT_PROBLEM}}><option value="">Choose</option>{{#VERDICT}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/VERDICT}}</select>
<fieldset><legend>Conflict of interest (COI)</legend>
<p class="hint" id="interests-hint">What might sway you, or seem to: you work with an author or did so, you are related, you earn by what the guide says, you were in a dispute about it. Everybody who reads the review reads this.</p>
{{#WROTE_TOGETHER}}<p class="notice">Your school knows of a guide that you wrote with an author of this one in the last two years. The review says so, and counts only if a facilitator lets it.</p>{{/WROTE_TOGETHER}}
{{#INTERESTS_PROBLEM}}<p class="problem" id="interests-problem">{{WORDS}}</p>{{/INTERESTS_PROBLEM}}
<label class="tick"><input type="checkbox" name="no_interests" value="yes"{{#NO_INTERESTS}} checked{{/NO_INTERESTS}}> I know of nothing that might sway me</label>
<label for="interests">Or: what it is</label>
<textarea id="interests" name="interests" rows="3" aria-describedby="interests-hint interests-problem"{{#INTERESTS_PROBLEM}} aria-invalid="true"{{/INTERESTS_PROBLEM}}>
{{STATEMENT:p}}</textarea>
</fieldset>
<label for="ai_use">Which programs helped you</label>
<p class="hint" id="ai-hint">Say which artificial intelligence you used and for what, or that you used none. Do not put a guide into a program that keeps it if it is not for everyone.</p>
{{#AI_PROBLEM}}<p class="problem" id="ai-problem">{{WORDS}}</p>{{/AI_PROBLEM}}
<textarea id="ai_use" name="ai_use" rows="2" aria-describedby="ai-hint ai-problem"{{#AI_PROBLEM}} aria-invalid="true"{{/AI_PROBLEM}}>
{{AI_USE:p}}</textarea>
<fieldset><legend>Code of conduct</legend>
<ul><li>I judge the guide and not its authors, and write as I would want to be written to.</li>
<li>I give reasons, and say where I do not know enough to judge.</li>
<li>I read the version that I review, all of it, myself.</li>
<li>I keep to myself what is not for everyone.</li></ul>
{{#CONDUCT_PROBLEM}}<p class="problem" id="conduct-problem">{{WORDS}}</p>{{/CONDUCT_PROBLEM}}
<label class="tick"><input id="conduct" type="checkbox" name="conduct" value="yes" aria-describedby="conduct-problem"{{#KEEPS_CONDUCT}} checked{{/KEEPS_CONDUCT}}{{#CONDUCT_PROBLEM}} aria-invalid="true"{{/CONDUCT_PROBLEM}}> I agree to this</label>
</fieldset>
