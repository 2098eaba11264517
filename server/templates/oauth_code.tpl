{{%AUTOESCAPE context="HTML"}}<h1>Your code for “{{PROGRAM}}”</h1>
<p>Copy this code and paste it where the program asks for it. It is good once, for {{MINUTES}} minutes. Give it to nobody else.</p>
<p class="notice"><code id="code">{{CODE}}</code></p>
<p class="quiet">You can shut the program out again at any time, under <a href="/settings/programs">Programs</a>.</p>
