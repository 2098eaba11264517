{{%AUTOESCAPE context="HTML"}}<h1>Your request is noted</h1>
<p>An operator of {{NODE_NAME}} reads it. Try to sign in, in a day or two, with the name and the password that you chose. If that does not work, the name was taken, or you were turned down: ask once more under another name.</p>
<p><a class="button" href="/sign-in">Sign in</a></p>
