{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>Take the adoption back?</h1>
<p>Your school no longer says that it uses <span lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</span>, nor what has come of it. The partners that have it are told to delete it too. This cannot be undone; you can adopt the guide again.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="danger">Take it back</button>
</form>
<p><a href="/adoptions">Keep it</a></p>
</section>
