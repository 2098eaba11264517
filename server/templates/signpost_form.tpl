{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/signposts">Signposts of {{COMMUNITY}}</a></p>
<h1>{{HEADING}}</h1>
<p class="lead">Point at something good that others made. The link leads there; say in your own words why it is worth reading, and copy nothing.</p>
{{#SAME}}<section class="notice" role="status"><h2>Somebody pointed there before</h2>
<p>Your signpost is not sent yet. These lead to the same page; they open in a new tab, and your text stays here. Perhaps say there what you know of it. If yours is for other people, send it.</p>
<ul>{{#OTHER}}<li><a href="{{PATH}}" target="_blank" rel="noopener">{{TITLE}}</a> ({{COMMUNITY_NAME}})</li>{{/OTHER}}</ul></section>{{/SAME}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="seen" value="{{SEEN}}">
<label for="address">Its address</label>
{{#ADDRESS_PROBLEM}}<p class="problem" id="address-problem">{{WORDS}}</p>{{/ADDRESS_PROBLEM}}
<input id="address" name="address" type="url" value="{{ADDRESS}}" maxlength="2048" required aria-describedby="address-problem"{{#ADDRESS_PROBLEM}} aria-invalid="true"{{/ADDRESS_PROBLEM}}>
<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{SIGNPOST_TITLE}}" maxlength="200" required aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<label for="why">Why it is worth reading</label>
<p class="hint" id="why-hint">A sentence or two of your own, at most 600 characters.</p>
{{#WHY_PROBLEM}}<p class="problem" id="why-problem">{{WORDS}}</p>{{/WHY_PROBLEM}}
<textarea id="why" name="why" rows="4" maxlength="600" required aria-describedby="why-hint why-problem"{{#WHY_PROBLEM}} aria-invalid="true"{{/WHY_PROBLEM}}>
{{WHY:p}}</textarea>
<label for="for_whom">For whom (optional)</label>
{{#FOR_WHOM_PROBLEM}}<p class="problem" id="for_whom-problem">{{WORDS}}</p>{{/FOR_WHOM_PROBLEM}}
<input id="for_whom" name="for_whom" value="{{FOR_WHOM}}" maxlength="200" placeholder="for example: new teachers of Year 7" aria-describedby="for_whom-problem"{{#FOR_WHOM_PROBLEM}} aria-invalid="true"{{/FOR_WHOM_PROBLEM}}>
<label for="subjects">Subjects (optional)</label>
<p class="hint" id="subjects-hint">At most five, with commas between.</p>
{{#SUBJECTS_PROBLEM}}<p class="problem" id="subjects-problem">{{WORDS}}</p>{{/SUBJECTS_PROBLEM}}
<input id="subjects" name="subjects" value="{{SUBJECTS}}" aria-describedby="subjects-hint subjects-problem"{{#SUBJECTS_PROBLEM}} aria-invalid="true"{{/SUBJECTS_PROBLEM}}>
<label for="languages">Languages in which it can be read (optional)</label>
<p class="hint" id="languages-hint">Their codes, with commas between: en, ar</p>
{{#LANGUAGES_PROBLEM}}<p class="problem" id="languages-problem">{{WORDS}}</p>{{/LANGUAGES_PROBLEM}}
<input id="languages" name="languages" value="{{LANGUAGES}}" autocapitalize="none" spellcheck="false" aria-describedby="languages-hint languages-problem"{{#LANGUAGES_PROBLEM}} aria-invalid="true"{{/LANGUAGES_PROBLEM}}>
<button>Send the signpost</button>
</form>
