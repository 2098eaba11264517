{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>Take the statement back?</h1>
<div class="words card" dir="auto" lang="{{LANG}}">{{CONTENT:x-sanitised}}</div>
<p>{{COUNCIL}} no longer says this. The partners that have it are told to delete it too. This cannot be undone.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="danger">Take it back</button>
</form>
<p><a href="{{LIST}}">Keep it</a></p>
</section>
