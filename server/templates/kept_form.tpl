{{%AUTOESCAPE context="HTML"}}<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#HIDDEN}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/HIDDEN}}
{{#SHORT}}<label for="{{NAME}}">{{LABEL}}</label>
<input id="{{NAME}}" name="{{NAME}}" value="{{VALUE}}">{{/SHORT}}
{{#LONG}}<label for="{{NAME}}">{{LABEL}}</label>
<textarea id="{{NAME}}" name="{{NAME}}" rows="12">
{{VALUE:p}}</textarea>{{/LONG}}
{{#SECRET}}<label for="{{NAME}}">{{LABEL}}</label>
<input id="{{NAME}}" name="{{NAME}}" type="password" required>{{/SECRET}}
<button>Send it again</button>
</form>
