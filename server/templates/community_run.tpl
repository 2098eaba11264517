{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{NAME}}</a></p>
<h1>Run {{NAME}}</h1>
{{#SAVED}}<p class="notice" role="status">Saved. Partners hear of it.</p>{{/SAVED}}
{{#STANDING_IN}}<p class="notice">Nobody who runs this community can act any more. You do it as an operator, in the name of the community: appoint somebody.</p>{{/STANDING_IN}}
{{#ENDED}}<p class="notice">The day on which this community was to end has come. Set another day, leave the day empty to keep it for good, or write what came of it and let only facilitators answer from now on.</p>{{/ENDED}}
<h2 id="waiting">Waiting for you</h2>
{{#NOTHING_WAITS}}<p class="empty">Nothing waits.</p>{{/NOTHING_WAITS}}
<ul class="cards">
{{#HELD}}<li class="card"><h3 dir="auto"><a href="{{PATH}}">{{TITLE}}</a></h3>
<p class="quiet">{{>BYLINE}}</p>
<div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>
<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="approve"><button>Approve it</button></form>
<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="remove">
<label for="reason-{{ANCHOR}}">Why not, for its author to read</label><div class="row"><input id="reason-{{ANCHOR}}" name="reason" maxlength="500" required><button class="second">Turn it down</button></div></form></li>{{/HELD}}
</ul>
<h2 id="facilitators">Facilitators</h2>
<ul class="cards">
{{#FACILITATOR}}<li class="card"><h3>{{NAME}}</h3><p class="quiet">{{ADDRESS}}{{#AWAY}} · cannot act any more{{/AWAY}}</p>
<form method="post" action="{{PATH}}/facilitators"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="dismiss"><input type="hidden" name="person" value="{{ADDRESS}}"><button class="plain">{{#SELF}}Stop running it{{/SELF}}{{#OTHER}}Not a facilitator any more{{/OTHER}}</button></form></li>{{/FACILITATOR}}
</ul>
<form method="post" action="{{PATH}}/facilitators">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="decision" value="appoint">
<label for="person">Appoint another one</label>
<p class="hint" id="person-hint">By name, or name@institution for somebody at a partner. Those who come later cannot dismiss those who were there before.</p>
{{#PERSON_PROBLEM}}<p class="problem" id="person-problem">{{WORDS}}</p>{{/PERSON_PROBLEM}}
<div class="row"><input id="person" name="person" value="{{PERSON}}" autocapitalize="none" spellcheck="false" aria-describedby="person-hint person-problem"{{#PERSON_PROBLEM}} aria-invalid="true"{{/PERSON_PROBLEM}}><button>Appoint</button></div>
</form>
<h2 id="terms">How it is run</h2>
<form method="post" action="{{PATH}}/run">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="display">Its name</label>
{{#DISPLAY_PROBLEM}}<p class="problem" id="display-problem">{{WORDS}}</p>{{/DISPLAY_PROBLEM}}
<input id="display" name="display" value="{{DISPLAY}}" maxlength="60" required aria-describedby="display-problem"{{#DISPLAY_PROBLEM}} aria-invalid="true"{{/DISPLAY_PROBLEM}}>
<label for="summary">What it is for</label>
{{#SUMMARY_PROBLEM}}<p class="problem" id="summary-problem">{{WORDS}}</p>{{/SUMMARY_PROBLEM}}
<textarea id="summary" name="summary" rows="3" aria-describedby="summary-problem"{{#SUMMARY_PROBLEM}} aria-invalid="true"{{/SUMMARY_PROBLEM}}>
{{SUMMARY_TEXT:p}}</textarea>
<label for="rules">Its rules</label>
<p class="hint" id="rules-hint">Everybody who finds the community can read them. You can use Markdown.</p>
{{#RULES_PROBLEM}}<p class="problem" id="rules-problem">{{WORDS}}</p>{{/RULES_PROBLEM}}
<textarea id="rules" name="rules" rows="6" aria-describedby="rules-hint rules-problem"{{#RULES_PROBLEM}} aria-invalid="true"{{/RULES_PROBLEM}}>
{{RULES_TEXT:p}}</textarea>
<label for="subjects">Subjects</label>
<p class="hint" id="subjects-hint">With commas between: mathematics, retrieval practice.</p>
{{#SUBJECTS_PROBLEM}}<p class="problem" id="subjects-problem">{{WORDS}}</p>{{/SUBJECTS_PROBLEM}}
<input id="subjects" name="subjects" value="{{SUBJECTS}}" aria-describedby="subjects-hint subjects-problem"{{#SUBJECTS_PROBLEM}} aria-invalid="true"{{/SUBJECTS_PROBLEM}}>
<label for="languages">Languages</label>
{{#LANGUAGES_PROBLEM}}<p class="problem" id="languages-problem">{{WORDS}}</p>{{/LANGUAGES_PROBLEM}}
<input id="languages" name="languages" value="{{LANGUAGES}}" placeholder="en, cy" aria-describedby="languages-problem"{{#LANGUAGES_PROBLEM}} aria-invalid="true"{{/LANGUAGES_PROBLEM}}>
<label for="ends">It ends on</label>
<p class="hint" id="ends-hint">A pilot ends; most communities do not. On that day you are asked what becomes of it.</p>
{{#ENDS_PROBLEM}}<p class="problem" id="ends-problem">{{WORDS}}</p>{{/ENDS_PROBLEM}}
<input id="ends" name="ends" type="date" value="{{ENDS}}" aria-describedby="ends-hint ends-problem"{{#ENDS_PROBLEM}} aria-invalid="true"{{/ENDS_PROBLEM}}>
<label for="part_of">It is part of</label>
<p class="hint" id="part-of-hint">Departments, trusts, regions, networks: communities by name or name@institution, one on a line. It can be part of several. It counts once they say so, too.</p>
{{#PART_OF_PROBLEM}}<p class="problem" id="part-of-problem">{{WORDS}}</p>{{/PART_OF_PROBLEM}}
<textarea id="part_of" name="part_of" rows="2" spellcheck="false" aria-describedby="part-of-hint part-of-problem"{{#PART_OF_PROBLEM}} aria-invalid="true"{{/PART_OF_PROBLEM}}>
{{PART_OF:p}}</textarea>
<label for="parts">These are part of it</label>
{{#PARTS_PROBLEM}}<p class="problem" id="parts-problem">{{WORDS}}</p>{{/PARTS_PROBLEM}}
<textarea id="parts" name="parts" rows="2" spellcheck="false" aria-describedby="parts-problem"{{#PARTS_PROBLEM}} aria-invalid="true"{{/PARTS_PROBLEM}}>
{{PARTS:p}}</textarea>
<label for="known_as">It takes over from</label>
<p class="hint" id="known-as-hint">A community at a partner that is to be handed over to this one: name@institution, one on a line. Its members are then led here.</p>
{{#KNOWN_AS_PROBLEM}}<p class="problem" id="known_as-problem">{{WORDS}}</p>{{/KNOWN_AS_PROBLEM}}
<textarea id="known_as" name="known_as" rows="2" spellcheck="false" aria-describedby="known-as-hint known_as-problem"{{#KNOWN_AS_PROBLEM}} aria-invalid="true"{{/KNOWN_AS_PROBLEM}}>
{{KNOWN_AS:p}}</textarea>
{{#JOIN_PROBLEM}}<p class="problem">{{WORDS}}</p>{{/JOIN_PROBLEM}}
<label for="join">Who becomes a member</label>
<select id="join" name="join"{{#JOIN_PROBLEM}} aria-invalid="true"{{/JOIN_PROBLEM}}>{{#JOIN}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/JOIN}}</select>
<label for="width">Who can read it, at most</label>
<select id="width" name="width">{{#WIDTH}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/WIDTH}}</select>
<label for="answers">Who answers questions</label>
<select id="answers" name="answers">{{#ANSWERERS}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/ANSWERERS}}</select>
<label class="check"><input type="checkbox" name="holds" value="1"{{#HOLDS}} checked{{/HOLDS}}> What people write waits until a facilitator has approved it</label>
<button>Save</button>
</form>
