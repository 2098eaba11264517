{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>Delete your {{KIND}}?</h1>
<p>It goes from here, and the partners that have it are told to delete it too. This cannot be undone.</p>
<form method="post" action="{{PATH}}/delete">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="danger">Delete it</button>
</form>
<p><a href="{{PATH}}">Keep it</a></p>
</section>
