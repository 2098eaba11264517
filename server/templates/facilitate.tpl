{{%AUTOESCAPE context="HTML"}}{{#HELD}}<p class="notice">This waits until a facilitator has approved it. Until then only its author and the facilitators can read it.</p>{{/HELD}}
{{#TOOLS}}<details{{#APPROVE}} open{{/APPROVE}}><summary>For facilitators</summary>
<div class="row">
{{#APPROVE}}<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="approve"><button>Approve it</button></form>{{/APPROVE}}
{{#PIN}}<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="pin"><button class="second">Pin it to the top</button></form>{{/PIN}}
{{#UNPIN}}<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="unpin"><button class="second">Unpin it</button></form>{{/UNPIN}}
{{#UNLOCK}}<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="unlock"><button class="second">Let it take replies again</button></form>{{/UNLOCK}}
</div>
{{#LOCK}}<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="lock">
<label for="lock-reason-{{ANCHOR}}">Why it takes no more replies</label>
<div class="row"><input id="lock-reason-{{ANCHOR}}" name="reason" maxlength="500"><button class="second">Lock it</button></div></form>{{/LOCK}}
<form method="post" action="{{PATH}}/decide"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="remove">
<label for="remove-reason-{{ANCHOR}}">Why it has to go; everybody reads this in its place</label>
<div class="row"><input id="remove-reason-{{ANCHOR}}" name="reason" maxlength="500" required><button class="second">Remove it</button></div></form>
</details>{{/TOOLS}}
