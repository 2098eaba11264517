{{%AUTOESCAPE context="HTML"}}<h1>You are not signed in</h1>
<p class="notice bad" role="alert">{{WORDS}}</p>
<p><a class="button" href="/sign-in/school">Try again with {{SCHOOL}}</a></p>
<p><a href="/sign-in">Sign in with a password</a></p>
