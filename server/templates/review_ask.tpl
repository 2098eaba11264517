{{%AUTOESCAPE context="HTML"}}<h1>Ask for a review</h1>
<p class="quiet">Of <a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>, version {{REVISION}}{{#LATER_ROUND}}, round {{ROUND}}{{/LATER_ROUND}}</p>
{{#OLD_VERSION}}<p class="notice">There is a newer version than this one. <a href="{{PATH}}/reviews/ask">Ask for a review of that</a>, unless you mean this.</p>{{/OLD_VERSION}}
<form method="post" action="{{PATH}}/reviews/ask">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
<label for="target">Whom you ask</label>
<p class="hint" id="target-hint">A person or a community: ben for somebody of your school, ben@hillside.example for somebody of another. People of your own school do not review your guides.</p>
{{#TARGET_PROBLEM}}<p class="problem" id="target-problem">{{WORDS}}</p>{{/TARGET_PROBLEM}}
<input id="target" name="target" value="{{TARGET}}" autocapitalize="none" spellcheck="false" aria-describedby="target-hint target-problem"{{#TARGET_PROBLEM}} aria-invalid="true"{{/TARGET_PROBLEM}}>
<label for="track">What kind of review</label>
<p class="hint" id="track-hint">A peer review is by somebody who would use the guide, an expert review by somebody who knows its research.</p>
{{#TRACK_PROBLEM}}<p class="problem" id="track-problem">{{WORDS}}</p>{{/TRACK_PROBLEM}}
<select id="track" name="track" aria-describedby="track-hint track-problem"{{#TRACK_PROBLEM}} aria-invalid="true"{{/TRACK_PROBLEM}}>{{#TRACK}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TRACK}}</select>
<label for="due">Due on (if there is a day)</label>
<p class="hint" id="due-hint">A day like 2027-09-01. They are reminded three days before, and both of you when it is over.</p>
{{#DUE_PROBLEM}}<p class="problem" id="due-problem">{{WORDS}}</p>{{/DUE_PROBLEM}}
<input id="due" name="due" value="{{DUE}}" placeholder="2027-09-01" aria-describedby="due-hint due-problem"{{#DUE_PROBLEM}} aria-invalid="true"{{/DUE_PROBLEM}}>
<label for="alternates">Whom to ask next (if there is anybody)</label>
<p class="hint" id="alternates-hint">One on each line, at most ten. The next one is asked by itself if the one before declines, or says nothing until the day is over. Whoever is asked sees who comes after them: if a reviewer may want a pen name, name nobody here, and ask again yourself.</p>
{{#ALTERNATES_PROBLEM}}<p class="problem" id="alternates-problem">{{WORDS}}</p>{{/ALTERNATES_PROBLEM}}
<textarea id="alternates" name="alternates" rows="3" autocapitalize="none" spellcheck="false" aria-describedby="alternates-hint alternates-problem"{{#ALTERNATES_PROBLEM}} aria-invalid="true"{{/ALTERNATES_PROBLEM}}>
{{ALTERNATES:p}}</textarea>
<label for="note">What you want to tell them</label>
{{#NOTE_PROBLEM}}<p class="problem" id="note-problem">{{WORDS}}</p>{{/NOTE_PROBLEM}}
<textarea id="note" name="note" rows="4" aria-describedby="note-problem"{{#NOTE_PROBLEM}} aria-invalid="true"{{/NOTE_PROBLEM}}>
{{NOTE:p}}</textarea>
<button>Ask for the review</button>
</form>
<h2>Who was asked about this guide</h2>
{{>ROWS}}
