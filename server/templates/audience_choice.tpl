{{%AUTOESCAPE context="HTML"}}<fieldset class="audience"><legend>Who can read it</legend>
{{#CHOICE}}<label class="tick"><input type="radio" name="audience" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}> {{>ICON}} {{LABEL}}</label>
{{/CHOICE}}</fieldset>
