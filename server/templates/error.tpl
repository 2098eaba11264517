{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p>{{WORDS}}</p>
<p><a href="/">Go to the start page</a></p>
