{{%AUTOESCAPE context="HTML"}}<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{TITLE}}" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
{{#SECTION}}<label for="{{NAME}}">{{HEADING}}{{#OPTIONAL}} (if there is anything to say){{/OPTIONAL}}</label>
<p class="hint" id="{{NAME}}-hint">{{HINT}}</p>
{{#SECTION_PROBLEM}}<p class="problem" id="{{NAME}}-problem">{{WORDS}}</p>{{/SECTION_PROBLEM}}
<textarea id="{{NAME}}" name="{{NAME}}" rows="6" aria-describedby="{{NAME}}-hint {{NAME}}-problem"{{#SECTION_PROBLEM}} aria-invalid="true"{{/SECTION_PROBLEM}}>
{{TYPED:p}}</textarea>
{{#EVIDENCE}}<fieldset><legend>Evidence strength</legend>
<p class="hint" id="grade-hint">By one scheme. Leave it open if nobody has judged it yet.</p>
{{#GRADE_PROBLEM}}<p class="problem" id="grade-problem">{{WORDS}}</p>{{/GRADE_PROBLEM}}
<label for="grade">Grade</label>
<select id="grade" name="grade" aria-describedby="grade-hint grade-problem"{{#GRADE_PROBLEM}} aria-invalid="true"{{/GRADE_PROBLEM}}><option value="">Not judged</option>
{{#SCHEME}}<optgroup label="{{SCHEME_NAME}}">{{#GRADE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/GRADE}}</optgroup>{{/SCHEME}}</select>
<label for="rationale">Why this grade</label>
{{#RATIONALE_PROBLEM}}<p class="problem" id="rationale-problem">{{WORDS}}</p>{{/RATIONALE_PROBLEM}}
<textarea id="rationale" name="rationale" rows="4" aria-describedby="rationale-problem"{{#RATIONALE_PROBLEM}} aria-invalid="true"{{/RATIONALE_PROBLEM}}>
{{TYPED_RATIONALE:p}}</textarea>
<label for="rater">Who judged it</label>
<p class="hint" id="rater-hint">A name of your school, or the address of somebody’s page. Empty: you.</p>
{{#RATER_PROBLEM}}<p class="problem" id="rater-problem">{{WORDS}}</p>{{/RATER_PROBLEM}}
<input id="rater" name="rater" value="{{RATER}}" autocapitalize="none" spellcheck="false" aria-describedby="rater-hint rater-problem"{{#RATER_PROBLEM}} aria-invalid="true"{{/RATER_PROBLEM}}>
</fieldset>{{/EVIDENCE}}
{{#RATING}}<fieldset><legend>Transferability</legend>
{{#RATING_PROBLEM}}<p class="problem" id="rating-problem">{{WORDS}}</p>{{/RATING_PROBLEM}}
<label for="rating">Would it travel to other schools?</label>
<select id="rating" name="rating" aria-describedby="rating-problem"{{#RATING_PROBLEM}} aria-invalid="true"{{/RATING_PROBLEM}}><option value="">Not judged</option>
{{#DEGREE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/DEGREE}}</select>
<label for="context">In what context this was judged</label>
{{#TRIED_PROBLEM}}<p class="problem" id="context-problem">{{WORDS}}</p>{{/TRIED_PROBLEM}}
<textarea id="context" name="context" rows="2" aria-describedby="context-problem"{{#TRIED_PROBLEM}} aria-invalid="true"{{/TRIED_PROBLEM}}>
{{TRIED_IN:p}}</textarea>
</fieldset>{{/RATING}}
{{#SOURCES}}<label for="sources">List of references</label>
<p class="hint" id="sources-hint">One on each line: its title, and its address, DOI or ISBN in angle brackets. Write (open access) behind what everybody can read. For example: A study of spacing &lt;doi:10.1000/xyz&gt; (open access)</p>
{{#SOURCE_PROBLEM}}<p class="problem" id="sources-problem">{{WORDS}}</p>{{/SOURCE_PROBLEM}}
<textarea id="sources" name="sources" rows="5" aria-describedby="sources-hint sources-problem"{{#SOURCE_PROBLEM}} aria-invalid="true"{{/SOURCE_PROBLEM}}>
{{LINES:p}}</textarea>{{/SOURCES}}
{{/SECTION}}
