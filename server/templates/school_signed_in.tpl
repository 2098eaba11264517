{{%AUTOESCAPE context="HTML"}}<h1>You are signed in</h1>
<p><a class="button" href="{{BACK}}">Go on</a></p>
