{{%AUTOESCAPE context="HTML"}}<fieldset><legend>{{HEADING}}</legend>
<label for="{{START}}tool">Measured with</label>
{{#TOOL_PROBLEM}}<p class="problem" id="{{START}}tool-problem">{{WHAT}}</p>{{/TOOL_PROBLEM}}
<select id="{{START}}tool" name="{{START}}tool" aria-describedby="{{START}}tool-problem"><option value="">Choose a tool</option>{{#TOOL}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/TOOL}}</select>
<label for="{{START}}value">Figure</label>
{{#FIGURE_PROBLEM}}<p class="problem" id="{{START}}value-problem">{{WHAT}}</p>{{/FIGURE_PROBLEM}}
<input id="{{START}}value" name="{{START}}value" value="{{FIGURE}}" inputmode="decimal" aria-describedby="{{START}}value-problem">
<label for="{{START}}people">How many people it is of</label>
<p class="hint" id="{{START}}people-hint">Ten or more, so that nobody can be told apart.</p>
{{#PEOPLE_PROBLEM}}<p class="problem" id="{{START}}people-problem">{{WHAT}}</p>{{/PEOPLE_PROBLEM}}
<input id="{{START}}people" name="{{START}}people" value="{{PEOPLE}}" inputmode="numeric" aria-describedby="{{START}}people-hint {{START}}people-problem">
<label for="{{START}}taken">Day</label>
{{#DAY_PROBLEM}}<p class="problem" id="{{START}}taken-problem">{{WHAT}}</p>{{/DAY_PROBLEM}}
<input id="{{START}}taken" name="{{START}}taken" value="{{DAY}}" placeholder="2026-10-01" aria-describedby="{{START}}taken-problem">
<label for="{{START}}note">What to know about it (optional)</label>
{{#NOTE_PROBLEM}}<p class="problem" id="{{START}}note-problem">{{WHAT}}</p>{{/NOTE_PROBLEM}}
<textarea id="{{START}}note" name="{{START}}note" rows="2" aria-describedby="{{START}}note-problem">
{{NOTE:p}}</textarea>
</fieldset>
