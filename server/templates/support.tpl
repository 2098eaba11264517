{{%AUTOESCAPE context="HTML"}}{{#WANTED}}<p>{{WANTED_BY}}.</p>
<ul class="schools">{{#SCHOOL}}<li>{{NAME}}</li>{{/SCHOOL}}</ul>{{/WANTED}}
{{#MAY_WANT}}<form method="post" action="{{PATH}}/marks"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="wanted"><button class="second">We’d like this answered too</button></form>{{/MAY_WANT}}
{{#SAID_WANT}}<form method="post" action="{{PATH}}/marks/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="wanted"><button class="plain">You said that your school would like this answered too. Take it back</button></form>{{/SAID_WANT}}
