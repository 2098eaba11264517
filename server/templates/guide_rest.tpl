{{%AUTOESCAPE context="HTML"}}<fieldset><legend>About the guide</legend>
<label for="subject">Subject</label>
<p class="hint" id="subject-hint">Those who follow it hear of the guide. <a href="/subjects">Subjects of this school</a></p>
{{#SUBJECT_PROBLEM}}<p class="problem" id="subject-problem">{{WORDS}}</p>{{/SUBJECT_PROBLEM}}
<input id="subject" name="subject" value="{{SUBJECT}}" maxlength="100" placeholder="Fractions" aria-describedby="subject-hint subject-problem"{{#SUBJECT_PROBLEM}} aria-invalid="true"{{/SUBJECT_PROBLEM}}>
<label for="language">Language</label>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WORDS}}</p>{{/LANGUAGE_PROBLEM}}
<input id="language" name="language" value="{{LANGUAGE}}" autocapitalize="none" spellcheck="false" placeholder="en" aria-describedby="language-problem"{{#LANGUAGE_PROBLEM}} aria-invalid="true"{{/LANGUAGE_PROBLEM}}>
{{#TRANSLATED}}<label for="translator">How it was translated</label>
<select id="translator" name="translator">{{#TRANSLATOR}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TRANSLATOR}}</select>{{/TRANSLATED}}
<label for="contributors">Who took part</label>
<p class="hint" id="contributors-hint">One person on each line: a name of your school, or the address of their page; then a comma, and practitioner, academic or other. For example: @ben, practitioner. Nobody of their schools can review the guide. A guide that begins with a question names those whose answers were accepted: take away or add whom you like.</p>
{{#PEOPLE_PROBLEM}}<p class="problem" id="contributors-problem">{{WORDS}}</p>{{/PEOPLE_PROBLEM}}
<textarea id="contributors" name="contributors" rows="3" aria-describedby="contributors-hint contributors-problem"{{#PEOPLE_PROBLEM}} aria-invalid="true"{{/PEOPLE_PROBLEM}}>
{{PEOPLE:p}}</textarea>
<label for="licence">What others may make of it</label>
{{#LICENCE_PROBLEM}}<p class="problem" id="licence-problem">{{WORDS}}</p>{{/LICENCE_PROBLEM}}
<select id="licence" name="licence" aria-describedby="licence-problem"{{#LICENCE_PROBLEM}} aria-invalid="true"{{/LICENCE_PROBLEM}}>{{#LICENCE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/LICENCE}}</select>
<label for="review_by">To be looked at again by</label>
<p class="hint" id="review-hint">A day like 2027-09-01. Then you are reminded, and readers are warned.</p>
{{#DAY_PROBLEM}}<p class="problem" id="review-problem">{{WORDS}}</p>{{/DAY_PROBLEM}}
<input id="review_by" name="review_by" value="{{DAY}}" placeholder="2027-09-01" aria-describedby="review-hint review-problem"{{#DAY_PROBLEM}} aria-invalid="true"{{/DAY_PROBLEM}}>
</fieldset>
