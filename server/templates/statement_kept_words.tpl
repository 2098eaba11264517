{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{LIST}}">What {{COUNCIL}} says</a></p>
<h1>Not saved</h1>
<p class="notice bad" role="alert">The guide that this was about is gone, so nothing can be said of it. Your text is still here: copy it if you need it.</p>
<label for="words">What you wrote</label>
<textarea id="words" rows="10" readonly>
{{STATEMENT_WORDS:p}}</textarea>
