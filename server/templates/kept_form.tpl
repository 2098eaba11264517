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
{{#SEND_AGAIN}}<button>Send it again</button>{{/SEND_AGAIN}}
{{#DRAFT}}<div class="row"><button>Save it again</button>
<button class="second" formaction="{{PLACE}}">Send it to its readers instead</button></div>{{/DRAFT}}
</form>
