{{%AUTOESCAPE context="HTML"}}<h1>The draft is not saved</h1>
<p class="notice bad" role="alert">{{WHY}} What you typed is still here.</p>
<p><a href="/drafts" target="_blank">All your drafts</a></p>
{{>KEPT}}
