{{%AUTOESCAPE context="HTML"}}<fieldset><legend>What it is about</legend>
{{#WRITING}}<p class="hint" id="context-hint">Others find your question by this. Leave open what does not fit.</p>{{/WRITING}}
{{#CONTEXT_PROBLEM}}<p class="problem" id="context-problem">{{WORDS}}</p>{{/CONTEXT_PROBLEM}}
<label for="kind">Kind of question</label>
<select id="kind" name="kind" aria-describedby="context-hint context-problem"{{#KIND_INVALID}} aria-invalid="true"{{/KIND_INVALID}}><option value="">{{#WRITING}}Not said{{/WRITING}}{{#LOOKING}}All kinds{{/LOOKING}}</option>
{{#KIND}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/KIND}}</select>
<div class="row line">
<div><label for="phase">Phase</label>
<select id="phase" name="phase" aria-describedby="context-problem"{{#PHASE_INVALID}} aria-invalid="true"{{/PHASE_INVALID}}><option value="">{{#WRITING}}Not said{{/WRITING}}{{#LOOKING}}All phases{{/LOOKING}}</option>
{{#PHASE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/PHASE}}</select></div>
<div><label for="subject">Subject</label>
<input id="subject" name="subject" value="{{SUBJECT}}" maxlength="100" aria-describedby="context-problem"{{#SUBJECT_INVALID}} aria-invalid="true"{{/SUBJECT_INVALID}}></div>
<div><label for="need">Need</label>
<input id="need" name="need" value="{{NEED}}" maxlength="100" placeholder="for example: reading difficulties" aria-describedby="context-problem"{{#NEED_INVALID}} aria-invalid="true"{{/NEED_INVALID}}></div>
</div></fieldset>
