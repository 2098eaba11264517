{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>Remove {{NAME}}?</h1>
<p>This cannot be undone. A pause can: it stops the exchange and keeps everything.</p>
<dl class="facts">
<dt>Members here who follow something there</dt><dd>{{MEMBERS_FOLLOWING}}</dd>
<dt>Communities there that they follow</dt><dd>{{COMMUNITIES}}</dd>
<dt>People there who follow something here</dt><dd>{{FOLLOWERS_THERE}}</dd>
<dt>Members here who wrote in communities there</dt><dd>{{MEMBERS_WRITING}}</dd>
<dt>Questions, answers and comments kept from there</dt><dd>{{THINGS}}</dd>
</dl>
<form method="post" action="{{PATH}}/remove">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="data">What is kept from there</label>
<select id="data" name="data"><option value="keep">stays here</option><option value="erase">is erased here</option></select>
<button class="danger">Remove the partner</button>
</form>
<p><a href="{{PATH}}">Keep the partner</a></p>
</section>
