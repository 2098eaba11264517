{{%AUTOESCAPE context="HTML"}}<fieldset><legend>{{HEADING}}</legend>
<label for="{{START}}tool">Measured with</label>
{{#TOOL_PROBLEM}}<p class="problem" id="{{START}}tool-problem">{{WORDS}}</p>{{/TOOL_PROBLEM}}
<select id="{{START}}tool" name="{{START}}tool" aria-describedby="{{START}}tool-problem"{{#TOOL_PROBLEM}} aria-invalid="true"{{/TOOL_PROBLEM}}><option value="">Choose a tool</option>{{#TOOL}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TOOL}}</select>
<label for="{{START}}value">Figure</label>
{{#FIGURE_PROBLEM}}<p class="problem" id="{{START}}value-problem">{{WORDS}}</p>{{/FIGURE_PROBLEM}}
<input id="{{START}}value" name="{{START}}value" value="{{FIGURE}}" inputmode="decimal" aria-describedby="{{START}}value-problem"{{#FIGURE_PROBLEM}} aria-invalid="true"{{/FIGURE_PROBLEM}}>
<label for="{{START}}people">How many people it is of</label>
<p class="hint" id="{{START}}people-hint">Ten or more, so that nobody can be told apart.</p>
{{#PEOPLE_PROBLEM}}<p class="problem" id="{{START}}people-problem">{{WORDS}}</p>{{/PEOPLE_PROBLEM}}
<input id="{{START}}people" name="{{START}}people" value="{{PEOPLE}}" inputmode="numeric" aria-describedby="{{START}}people-hint {{START}}people-problem"{{#PEOPLE_PROBLEM}} aria-invalid="true"{{/PEOPLE_PROBLEM}}>
<label for="{{START}}taken">Day</label>
{{#DAY_PROBLEM}}<p class="problem" id="{{START}}taken-problem">{{WORDS}}</p>{{/DAY_PROBLEM}}
<input id="{{START}}taken" name="{{START}}taken" value="{{DAY}}" placeholder="2026-10-01" aria-describedby="{{START}}taken-problem"{{#DAY_PROBLEM}} aria-invalid="true"{{/DAY_PROBLEM}}>
<label for="{{START}}note">What to know about it (optional)</label>
{{#NOTE_PROBLEM}}<p class="problem" id="{{START}}note-problem">{{WORDS}}</p>{{/NOTE_PROBLEM}}
<textarea id="{{START}}note" name="{{START}}note" rows="2" aria-describedby="{{START}}note-problem"{{#NOTE_PROBLEM}} aria-invalid="true"{{/NOTE_PROBLEM}}>
{{NOTE:p}}</textarea>
</fieldset>
