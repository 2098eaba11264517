{{%AUTOESCAPE context="HTML"}}<h1>Not sent yet</h1>
{{#SIGNED_OUT}}<p class="notice bad" role="alert">Nothing was sent: you are not signed in any more. What you typed is still here.</p>
<p><a href="{{TO}}" target="_blank">Sign in in another tab</a>, come back to this page, and send it again.</p>{{/SIGNED_OUT}}
{{#FIRST}}<p class="notice bad" role="alert">Nothing was sent: something else has to be done first. What you typed is still here.</p>
<p><a href="{{TO}}" target="_blank">Do it in another tab</a>, come back to this page, and send it again.</p>{{/FIRST}}
{{#AGAIN}}<p class="notice bad" role="alert">Nothing was sent: you have signed in or out since this page was made. What you typed is still here. Look whether you are who you want to be here, and send it again.</p>{{/AGAIN}}
{{>KEPT}}
