{{%AUTOESCAPE context="HTML"}}<ul class="marks">
<li>Useful in practice: <strong>{{USEFUL}}</strong>
{{#MAY_USEFUL}}<form method="post" action="{{PATH}}/marks"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="useful"><button class="second">Useful in my practice</button></form>{{/MAY_USEFUL}}
{{#SAID_USEFUL}}<form method="post" action="{{PATH}}/marks/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="useful"><button class="plain">You say so. Take it back</button></form>{{/SAID_USEFUL}}</li>
<li>Well evidenced: <strong>{{EVIDENCED}}</strong>
{{#MAY_EVIDENCED}}<form method="post" action="{{PATH}}/marks"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="evidenced"><button class="second">Well evidenced</button></form>{{/MAY_EVIDENCED}}
{{#SAID_EVIDENCED}}<form method="post" action="{{PATH}}/marks/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="evidenced"><button class="plain">You say so. Take it back</button></form>{{/SAID_EVIDENCED}}</li>
<li>Thanks: <strong>{{THANKS}}</strong>
{{#MAY_THANKS}}<form method="post" action="{{PATH}}/marks"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="thanks"><button class="second">Say thank you</button></form>{{/MAY_THANKS}}
{{#SAID_THANKS}}<form method="post" action="{{PATH}}/marks/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="kind" value="thanks"><button class="plain">You said thank you. Take it back</button></form>{{/SAID_THANKS}}</li>
</ul>
